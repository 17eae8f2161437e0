import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const variants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors duration-150 select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-fg hover:not-disabled:bg-accent-hover",
        outline: "border border-line bg-panel text-fg shadow-sm hover:not-disabled:bg-hover",
        ghost: "text-fg hover:not-disabled:bg-hover aria-pressed:bg-hover data-[state=open]:bg-hover",
        danger: "bg-danger text-danger-fg hover:not-disabled:bg-danger-hover",
        link: "text-accent-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-base",
        icon: "size-8",
        "icon-sm": "size-7",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "outline", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof variants> & {
    /** Draw the only child (a link, say) with the looks of a button. */
    asChild?: boolean;
    isBusy?: boolean;
  };

export function Button({ className, variant, size, asChild, isBusy, disabled, children, ...rest }: ButtonProps) {
  const classes = cn(variants({ variant, size }), className);
  if (asChild) return <Slot.Root className={classes} {...rest}>{children}</Slot.Root>;
  return (
    <button type="button" className={classes} disabled={disabled === true || isBusy === true} aria-busy={isBusy} {...rest}>
      {isBusy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}
