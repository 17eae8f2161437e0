import { Tags, Trash2 } from "lucide-react";
import type { Member, Role } from "@/api/types";
import { Badge } from "@/ui/badge";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { roleOptions, roleWords } from "./role-words";

type MemberRowProps = {
  member: Member;
  isSelf: boolean;
  isLastOwner: boolean;
  mayManage: boolean;
  onChangeRole: (role: Role) => void;
  onAttributes: () => void;
  onRemove: () => void;
};

/** What policies know of the person, in short. */
function Attributes({ attributes }: Pick<Member, "attributes">) {
  const said = Object.entries(attributes);
  if (said.length === 0) return null;
  return (
    <ul aria-label="Attributes" className="mt-1 flex flex-wrap gap-1">
      {said.map(([name, values]) => (
        <li key={name} className="max-w-full min-w-0"><Badge className="max-w-full" title={`${name}: ${values.join(", ")}`}><span className="font-mono">{name}</span><span className="truncate text-fg">{values.join(", ")}</span></Badge></li>
      ))}
    </ul>
  );
}

export function MemberRow({ member, isSelf, isLastOwner, mayManage, onChangeRole, onAttributes, onRemove }: MemberRowProps) {
  const name = member.full_name ?? member.email;
  return (
    <li className="flex items-center gap-2 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-sm font-medium"><span className="truncate">{name}</span>{isSelf && <Badge>you</Badge>}</div>
        {member.full_name && <div className="truncate text-xs text-muted">{member.email}</div>}
        <Attributes attributes={member.attributes} />
      </div>
      {mayManage && <IconButton label={`Attributes of ${name}`} onClick={onAttributes}><Tags aria-hidden /></IconButton>}
      {mayManage && !isLastOwner ? (
        <>
          <Select value={member.role} onChange={onChangeRole} options={roleOptions} aria-label={`Role of ${name}`} className="w-28 shrink-0" />
          <IconButton label={isSelf ? "Leave the workspace" : `Remove ${name}`} onClick={onRemove}><Trash2 aria-hidden /></IconButton>
        </>
      ) : (
        <span className="text-sm text-muted" title={isLastOwner ? "A workspace keeps at least one owner." : undefined}>{roleWords[member.role].label}</span>
      )}
    </li>
  );
}
