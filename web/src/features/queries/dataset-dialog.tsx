import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Compass } from "lucide-react";
import { useEffect, useId, useState, type SyntheticEvent } from "react";
import type { Dataset, Import } from "@/api/contracts";
import { fieldErrors, type Problem } from "@/api/problems";
import { formatCount } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Progress } from "@/ui/progress";
import { cancelMaking, isUnderWay, makeDataset, makingOptions, stageWords, whyNot, type DatasetWords } from "./dataset-api";

type DatasetDialogProps = { queryId: string; name: string; onClose: () => void };

/** Makes a dataset of what a statement answers: first its name, then how far it is, at last where to go with it. */
export function DatasetDialog({ queryId, name, onClose }: DatasetDialogProps) {
  const client = useQueryClient();
  const make = useMutation<Dataset, Problem, DatasetWords>({
    mutationFn: (words) => makeDataset(queryId, words),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["datasets"] }),
  });
  const made = make.data;
  return made?.import_id
    ? <Making dataset={made} importId={made.import_id} onAgain={make.reset} onClose={onClose} />
    : <Naming name={name} isBusy={make.isPending} problem={make.error} onMake={make.mutate} onClose={onClose} />;
}

type NamingProps = { name: string; isBusy: boolean; problem: Problem | null; onMake: (words: DatasetWords) => void; onClose: () => void };

function Naming({ name: proposed, isBusy, problem, onMake, onClose }: NamingProps) {
  const formId = useId();
  const [name, setName] = useState(proposed);
  const [description, setDescription] = useState("");
  const errors = problem ? fieldErrors(problem) : {};
  const isReady = name.trim() !== "";
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady) onMake({ name: name.trim(), description: description.trim() === "" ? null : description.trim() });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title="Save as dataset"
      description="The statement runs once more, and all its rows become a dataset that everybody in this workspace can chart."
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isReady} isBusy={isBusy}>Make the dataset</Button>
        </>
      )}
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" isRequired error={errors["name"]}>
          {(control) => <Input {...control} value={name} maxLength={255} autoComplete="off" onChange={(event) => { setName(event.target.value); }} />}
        </Field>
        <Field label="What a row is" isOptional error={errors["description"]}>
          {(control) => <Textarea {...control} value={description} maxLength={2000} onChange={(event) => { setDescription(event.target.value); }} />}
        </Field>
        {problem && Object.keys(errors).length === 0 && <ProblemNotice isCompact title="The dataset could not be made" problem={problem} />}
      </form>
    </Dialog>
  );
}

type MakingProps = { dataset: Dataset; importId: string; onAgain: () => void; onClose: () => void };

function Making({ dataset, importId, onAgain, onClose }: MakingProps) {
  const client = useQueryClient();
  const { data: making, error: unread } = useQuery(makingOptions(importId));
  const cancel = useMutation<Import, Problem>({ mutationFn: () => cancelMaking(importId), onSettled: () => { onClose(); } });
  const status = making?.status;
  const isOver = !isUnderWay(status);
  useEffect(() => { if (isOver) void client.invalidateQueries({ queryKey: ["datasets"] }); }, [client, isOver]);
  const failure = making ? whyNot(making) : null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={status === "ready" ? `“${dataset.name}” is ready` : `Making “${dataset.name}”`}
      footer={status === "ready" ? (
        <>
          <Button asChild><Link to="/data/$datasetId" params={{ datasetId: dataset.id }}>Open the dataset</Link></Button>
          <Button asChild variant="primary"><Link to="/explore" search={{ dataset: dataset.id }}><Compass aria-hidden />Explore it</Link></Button>
        </>
      ) : isOver ? (
        <>
          <Button onClick={onClose}>Close</Button>
          {status === "error" && <Button variant="primary" onClick={onAgain}>Try again</Button>}
        </>
      ) : (
        <>
          <Button isBusy={cancel.isPending} onClick={() => { cancel.mutate(); }}>Cancel the dataset</Button>
          <Button variant="primary" onClick={onClose}>Go on writing</Button>
        </>
      )}
    >
      {unread && <ProblemNotice isCompact title="How far it is could not be read" problem={unread} />}
      {!isOver && (
        <div className="flex flex-col gap-2">
          <p role="status" className="text-sm text-muted">{stageWords(making)}</p>
          <Progress label={`Progress of ${dataset.name}`} value={making?.fraction ?? null} />
        </div>
      )}
      {status === "ready" && (
        <p role="status" className="flex items-center gap-2 text-sm"><CircleCheck aria-hidden className="size-4 text-success" />{formatCount(making?.rows ?? 0, "row")}, typed and counted.</p>
      )}
      {status === "cancelled" && <p role="status" className="text-sm text-muted">Cancelled, nothing was kept.</p>}
      {failure && <ProblemNotice isCompact title="The dataset could not be made" problem={failure} />}
    </Dialog>
  );
}
