import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/generated/schema";
import type { Page } from "@/api/types";

type Schemas = components["schemas"];

export type ApiKey = Schemas["ApiKey"];
export type CreateApiKey = Schemas["CreateApiKey"];
export type KeyScope = Schemas["KeyScope"];
export type MadeApiKey = Schemas["MadeApiKey"];

export const apiKeysOptions = () =>
  queryOptions({ queryKey: ["api-keys"], queryFn: () => unwrap<Page<ApiKey>>(api.GET("/api/v1/api-keys")) });

export const createApiKey = (body: CreateApiKey) => unwrap<MadeApiKey>(api.POST("/api/v1/api-keys", { body }));

export const revokeApiKey = (keyId: string) => unwrap(api.DELETE("/api/v1/api-keys/{key_id}", { params: { path: { key_id: keyId } } }));
