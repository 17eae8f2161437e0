import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { defaultLookOptions } from "@/api/themes";
import { Looks } from "@/viz/look";

/** Pictures that stand on no dashboard are drawn in the workspace's default theme. */
export function DefaultLooks({ children }: { children: ReactNode }) {
  const { data } = useQuery(defaultLookOptions());
  return <Looks look={data?.look}>{children}</Looks>;
}
