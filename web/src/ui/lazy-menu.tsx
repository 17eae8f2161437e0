import { Slot } from "radix-ui";
import { lazy, Suspense, useState, type ComponentType, type KeyboardEvent, type ReactElement } from "react";

export type LazyMenuProps = {
  /** The button that opens the menu. */
  trigger: ReactElement;
};

/** A menu whose parts are fetched when a hand comes near its button: most views never open one. It opens when they are there. */
export const lazyMenu = (load: () => Promise<ComponentType<LazyMenuProps>>): ComponentType<LazyMenuProps> => {
  const Menu = lazy(async () => ({ default: await load() }));
  const prefetch = () => { load().catch(() => undefined); };
  return function LazyMenu({ trigger }) {
    const [isWanted, setWanted] = useState(false);
    const open = () => { setWanted(true); };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      open();
    };
    const button = (
      <Slot.Root aria-haspopup="menu" aria-expanded={false} onPointerEnter={prefetch} onFocus={prefetch} onClick={open} onKeyDown={onKeyDown}>{trigger}</Slot.Root>
    );
    return isWanted ? <Suspense fallback={button}><Menu trigger={trigger} /></Suspense> : button;
  };
};
