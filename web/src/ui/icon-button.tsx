import type { ComponentProps } from "react";
import { Button } from "./button";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<typeof Button>, "aria-label" | "asChild"> & {
  /** What the button does: its name for a screen reader and its tooltip. */
  label: string;
  shortcut?: string;
};

export function IconButton({ label, shortcut, variant = "ghost", size = "icon", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <Button aria-label={label} variant={variant} size={size} {...rest} />
    </Tooltip>
  );
}
