import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { DashboardFile, ImportCheck, ImportedDashboard, MapFields, Template, TemplateCategory } from "@/api/contracts";

/** What a new dashboard begins with: a template, or a file that somebody has at hand. */
export type Beginning = { kind: "template"; id: string } | { kind: "file"; file: DashboardFile; name: string };

export type DatasetChoices = Readonly<Record<string, string>>;

const at = (id: string) => ({ params: { path: { template_id: id } } });

export const templatesOptions = () =>
  queryOptions({
    queryKey: ["templates"],
    queryFn: () => unwrap<{ items: Template[] }>(api.GET("/api/v1/dashboard-templates")),
  });

const listed = (choices: DatasetChoices) => Object.entries(choices).map(([id, dataset_id]) => ({ id, dataset_id }));

const nameOf = (beginning: Beginning): string => (beginning.kind === "template" ? beginning.id : beginning.name);

/** What it needs, and how the data of the workspace can answer that. */
export const checkOptions = (beginning: Beginning, choices: DatasetChoices) =>
  queryOptions({
    queryKey: ["templates", "check", beginning.kind, nameOf(beginning), choices],
    queryFn: () =>
      unwrap<ImportCheck>(
        beginning.kind === "template"
          ? api.POST("/api/v1/dashboard-templates/{template_id}/check", { ...at(beginning.id), body: { choices: listed(choices) } })
          : api.POST("/api/v1/dashboards/import/check", { body: { file: beginning.file, choices: listed(choices) } }),
      ),
    staleTime: 0,
    retry: false,
    placeholderData: (before) => before,
  });

export const makeDashboard = (beginning: Beginning, mapping: MapFields): Promise<ImportedDashboard> =>
  unwrap(
    beginning.kind === "template"
      ? api.POST("/api/v1/dashboard-templates/{template_id}/use", { ...at(beginning.id), body: mapping })
      : api.POST("/api/v1/dashboards/import", { body: { ...mapping, file: beginning.file } }),
  );

export type TemplateWords = { name: string; description: string | null; category: TemplateCategory };

export const changeTemplate = (id: string, words: TemplateWords): Promise<Template> =>
  unwrap(api.PUT("/api/v1/dashboard-templates/{template_id}", { ...at(id), body: words }));

export const trashTemplate = (id: string): Promise<void> => unwrap(api.DELETE("/api/v1/dashboard-templates/{template_id}", at(id)));

export const restoreTemplate = (id: string): Promise<unknown> =>
  unwrap(api.POST("/api/v1/trash/{kind}/{id}/restore", { params: { path: { kind: "template", id } } }));
