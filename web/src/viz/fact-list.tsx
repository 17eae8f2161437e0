import { shortHash, type Fact } from "./receipt-words";

/** Names and values of a receipt; of a hash the first letters, the whole of it on hover. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
      {facts.map(({ name, value, hash }) => (
        <div key={`${name} ${value}`} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 tabular break-words">{value}{hash !== undefined && <> <code className="font-mono text-muted" title={hash}>{shortHash(hash)}</code></>}</dd>
        </div>
      ))}
    </dl>
  );
}
