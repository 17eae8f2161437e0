export const menuSurfaceClasses =
  "z-50 min-w-44 animate-enter overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm text-fg shadow-lg";

export const menuItemClasses =
  "relative flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";
