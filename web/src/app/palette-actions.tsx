import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChartColumn, FileUp, LayoutDashboard, SquareTerminal } from "lucide-react";
import { createDashboard } from "@/api/dashboards";
import { useMayEdit } from "@/api/me";
import { asProblem } from "@/api/problems";
import { ACCEPTED } from "@/features/sources/state";
import { uploadFiles } from "@/features/sources/uploads";
import type { Command } from "@/ui/palette";
import { showFailure } from "@/ui/toast-store";

/** The file dialog of the browser; what is chosen is sent at once. */
const chooseFiles = () => {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = ACCEPTED.join(",");
  input.onchange = () => { if (input.files?.length) void uploadFiles([...input.files]); };
  input.click();
};

/** What can be begun from anywhere. */
export const useActions = (): readonly Command[] => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const newDashboard = async () => {
    try {
      const { id } = await createDashboard("Untitled dashboard");
      void client.invalidateQueries({ queryKey: ["dashboards"] });
      await navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: id }, search: { mode: "edit" } });
    } catch (error) {
      showFailure("The dashboard was not made", asProblem(error));
    }
  };
  const forAll: Command[] = [
    { id: "new-chart", group: "Actions", label: "New chart", keywords: "explore question picture", icon: <ChartColumn aria-hidden />, onRun: () => void navigate({ to: "/explore", search: {} }) },
    { id: "new-query", group: "Actions", label: "New SQL query", keywords: "statement write", icon: <SquareTerminal aria-hidden />, onRun: () => void navigate({ to: "/sql" }) },
  ];
  if (!mayEdit) return forAll;
  return [
    { id: "new-dashboard", group: "Actions", label: "New dashboard", keywords: "create make", icon: <LayoutDashboard aria-hidden />, onRun: () => void newDashboard() },
    ...forAll,
    { id: "upload", group: "Actions", label: "Upload files", keywords: "import data csv excel parquet new dataset", icon: <FileUp aria-hidden />, onRun: chooseFiles },
  ];
};
