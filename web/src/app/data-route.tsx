import { Link } from "@tanstack/react-router";
import { FolderOpen, Waypoints } from "lucide-react";
import { useMayEdit } from "@/api/me";
import { DatasetsPage } from "@/features/datasets/datasets-page";
import { UploadButton } from "@/features/sources/upload-button";
import { Button } from "@/ui/button";
import { SampleDataButton } from "./sample-data-button";

export function DataRoute() {
  const mayEdit = useMayEdit();
  return (
    <DatasetsPage
      uploadAction={mayEdit ? <UploadButton variant="primary" /> : null}
      emptyAction={mayEdit ? <SampleDataButton /> : null}
      modelsAction={<><Button asChild variant="ghost"><Link to="/folders" search={{}}><FolderOpen aria-hidden />Folders</Link></Button><Button asChild variant="ghost"><Link to="/models"><Waypoints aria-hidden />Models</Link></Button></>}
    />
  );
}
