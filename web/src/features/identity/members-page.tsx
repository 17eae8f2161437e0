import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { meOptions } from "@/api/me";
import { membersOptions } from "@/api/members";
import type { Attributes, Member, Role, WorkspaceMembership } from "@/api/types";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showFailure, showUndo } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { renameWorkspace } from "./account-api";
import { AddMemberForm } from "./add-member-form";
import { addMember, changeRole, removeMember, setAttributes } from "./api";
import { AttributesDialog } from "./attributes-dialog";
import { MemberRow } from "./member-row";
import { NameForm } from "./name-form";

const nameOf = ({ full_name, email }: Member): string => full_name ?? email;

const useMemberChanges = (workspaceId: string) => {
  const queryClient = useQueryClient();
  const settle = () => queryClient.invalidateQueries({ queryKey: membersOptions(workspaceId).queryKey });
  const add = useMutation({ mutationFn: (person: { email: string; role: Role }) => addMember(workspaceId, person), onSettled: settle });
  const change = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: Role }) => changeRole(workspaceId, member.user_id, role),
    onError: (problem) => showFailure("The role was not changed", problem),
    onSettled: settle,
  });
  const describe = useMutation({
    mutationFn: ({ member, attributes }: { member: Member; attributes: Attributes }) => setAttributes(workspaceId, member.user_id, attributes),
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: (member: Member) => removeMember(workspaceId, member.user_id),
    onSuccess: (_, member) => showUndo(`${nameOf(member)} was removed`, () => { add.mutate({ email: member.email, role: member.role }); }),
    onError: (problem) => showFailure("The person was not removed", problem),
    onSettled: settle,
  });
  return { add, change, describe, remove };
};

function Members({ workspace, ownId }: { workspace: WorkspaceMembership; ownId: string }) {
  const { data, error, refetch } = useQuery(membersOptions(workspace.id));
  const { add, change, describe, remove } = useMemberChanges(workspace.id);
  const [described, setDescribed] = useState<Member | null>(null);
  const queryClient = useQueryClient();
  const rename = async (name: string) => {
    await renameWorkspace(workspace.id, name);
    await queryClient.invalidateQueries({ queryKey: meOptions().queryKey });
  };
  const mayManage = workspace.role === "owner";
  const members = data?.items ?? [];
  const ownerCount = members.filter((member) => member.role === "owner").length;
  return (
    <section aria-labelledby="members">
      {mayManage && (
        <div className="mb-8">
          <NameForm key={workspace.name} label="Name of the workspace" name={workspace.name} onSave={rename} savedWords="The workspace was renamed" />
        </div>
      )}
      <h2 id="members" className="text-base font-semibold">People in {workspace.name}</h2>
      <p className="mt-0.5 mb-4 text-sm text-muted">
        {mayManage ? "Add somebody who has an account on this server. Owners alone see this form." : "Owners of the workspace add people and give roles."}
      </p>
      {mayManage && <AddMemberForm onAdd={(person) => add.mutateAsync(person)} />}
      {error && !data && <ProblemNotice title="The members could not be read" problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full" />}
      {data && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {members.map((member) => (
            <MemberRow
              key={member.user_id}
              member={member}
              isSelf={member.user_id === ownId}
              isLastOwner={member.role === "owner" && ownerCount === 1}
              mayManage={mayManage}
              onChangeRole={(role) => { change.mutate({ member, role }); }}
              onAttributes={() => { describe.reset(); setDescribed(member); }}
              onRemove={() => { remove.mutate(member); }}
            />
          ))}
        </ul>
      )}
      {described && (
        <AttributesDialog
          member={described}
          others={members}
          isBusy={describe.isPending}
          problem={describe.error}
          onDone={(attributes) => { describe.mutate({ member: described, attributes }, { onSuccess: () => { setDescribed(null); } }); }}
          onClose={() => { setDescribed(null); }}
        />
      )}
    </section>
  );
}

export function MembersPage() {
  usePageTitle("Members");
  const { data: me, error, refetch } = useQuery(meOptions());
  if (error && !me) return <ProblemNotice title="The workspace could not be read" problem={error} onRetry={() => void refetch()} />;
  return me ? <Members workspace={me.workspace} ownId={me.id} /> : <Skeleton className="h-40 w-full" />;
}
