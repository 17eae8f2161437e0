import { createContext, useContext, useSyncExternalStore } from "react";

/** Whether what is around draws pictures larger than they are, so that pixels would blur. */
export const Enlarged = createContext(false);

const listen = (listener: () => void) => {
  let media: MediaQueryList | null = null;
  const heard = () => { follow(); listener(); };
  const follow = () => {
    media?.removeEventListener("change", heard);
    media = window.matchMedia(`(resolution: ${String(window.devicePixelRatio)}dppx)`);
    media.addEventListener("change", heard);
  };
  follow();
  return () => { media?.removeEventListener("change", heard); };
};

/** Another value wherever a picture has to be drawn anew to be as sharp as the screen: on another screen, at another zoom. */
export const useSharpness = (): string => {
  const isEnlarged = useContext(Enlarged);
  const ratio = useSyncExternalStore(listen, () => window.devicePixelRatio);
  return `${isEnlarged ? "lines" : "pixels"} ${String(ratio)}`;
};
