import { Sparkles } from "lucide-react";
import type { Mark } from "@/api/contracts";
import { isDrawn, MARKS } from "./marks";

export function MarkIcon({ mark }: { mark: Mark }) {
  const Icon = isDrawn(mark) ? MARKS[mark].icon : Sparkles;
  return <Icon aria-hidden />;
}
