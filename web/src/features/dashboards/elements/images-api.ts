import { queryOptions } from "@tanstack/react-query";
import { authorizedFetch } from "@/api/authorized-fetch";
import type { Asset } from "@/api/contracts";
import { asProblem, problemFromResponse, type Problem } from "@/api/problems";
import type { ResultsSource } from "../results-source";

export const MAX_IMAGE_BYTES = 5_000_000;
export const IMAGE_KINDS = "image/png,image/jpeg,image/webp,image/gif,image/svg+xml";

const addressOf = ({ address, dashboardId }: ResultsSource, id: string): string =>
  dashboardId === undefined ? `${address}/images/${encodeURIComponent(id)}` : `/api/v1/dashboard-images/${encodeURIComponent(id)}/content`;

/** The bytes of an image, asked for as the answers of tiles are: an address alone would not let anybody in. */
export const imageOptions = (source: ResultsSource, id: string) =>
  queryOptions<Blob, Problem>({
    queryKey: ["dashboard-image", source.dashboardId === undefined ? source.address : "", id],
    queryFn: async ({ signal }) => {
      const response = await source.send(addressOf(source, id), { signal });
      if (!response.ok) throw await problemFromResponse(response);
      return response.blob();
    },
    staleTime: Infinity,
    retry: false,
  });

export const uploadImage = async (file: File): Promise<Asset> => {
  const response = await authorizedFetch(`/api/v1/dashboard-images?${new URLSearchParams({ name: file.name }).toString()}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  }).catch((error: unknown) => { throw asProblem(error); });
  if (!response.ok) throw await problemFromResponse(response);
  return (await response.json()) as Asset;
};
