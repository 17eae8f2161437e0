import { partsOf } from "./words";

/** Words with the people in them set off; whatever else stands there is text. */
export function CommentWords({ words }: { words: string }) {
  return (
    <p className="text-sm break-words whitespace-pre-wrap">
      {partsOf(words).map((part, place) => (part.kind === "text" ? part.text : <span key={place} className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent-text">@{part.name}</span>))}
    </p>
  );
}
