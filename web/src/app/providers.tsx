import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { followOtherTabs } from "@/api/session";
import { followTheme } from "@/ui/theme";
import { makeRouter } from "./router";

export function Providers() {
  const [router] = useState(makeRouter);
  useEffect(followTheme, []);
  useEffect(followOtherTabs, []);
  return <RouterProvider router={router} />;
}
