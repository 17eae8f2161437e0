import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormulaKind, ModelState } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { Dialog } from "@/ui/dialog";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { modelStateOptions, saveModel } from "./api";
import { wholeDefinition, type Definition } from "./definition";
import { FormulaDialog } from "./formula-dialog";

type NewFieldDialogProps = { kind: FormulaKind; datasetId: string; onClose: () => void };

/** The formula editor over the model of a dataset; what is written is saved at once, and the first one makes the model. */
export function NewFieldDialog({ kind, datasetId, onClose }: NewFieldDialogProps) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(modelStateOptions({ datasetId }));
  const save = useMutation<ModelState, Problem, { state: ModelState; definition: Definition; name: string }>({
    mutationFn: ({ state: { id, revision, name, description }, definition }) => saveModel(id, revision, { name, description, definition }),
    onSuccess: (_, { name }) => {
      showToast({ tone: "success", title: `“${name}” is one of the fields now` });
      void client.invalidateQueries({ queryKey: ["model"] });
      void client.invalidateQueries({ queryKey: ["models"] });
      onClose();
    },
  });
  if (data === undefined) {
    return (
      <Dialog isOpen size="xl" title={kind === "measure" ? "New measure" : "New calculated column"} onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}>
        {error ? <ProblemNotice title="The model could not be read" problem={error} onRetry={() => { void refetch(); }} /> : <Skeleton className="h-64" />}
      </Dialog>
    );
  }
  const definition = wholeDefinition(data.definition);
  const table = definition.tables.find((one) => one.dataset_id === datasetId)?.name ?? "";
  return (
    <FormulaDialog
      place={{ kind, table, index: null }}
      definition={definition}
      tables={data.tables}
      done="Save"
      isBusy={save.isPending}
      problem={save.error}
      onClose={onClose}
      onDone={(change, name) => { save.mutate({ state: data, definition: change(definition), name }); }}
    />
  );
}
