import type { ColumnProfile } from "@/api/contracts";
import { formatCount, formatPercent } from "@/lib/format-number";

const WIDTH = 200;
const HEIGHT = 36;

type Bar = { label: string; count: number };

const barsOf = ({ histogram }: ColumnProfile): Bar[] =>
  histogram.map(({ low, high, count }) => ({ label: `${String(low)} to ${String(high)}`, count }));

/** All rows of a numeric or time column as a little histogram. */
function Histogram({ profile }: { profile: ColumnProfile }) {
  const bars = barsOf(profile);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none" className="h-9 w-full" role="img" aria-label={`Histogram of ${profile.name}`}>
      {bars.map(({ label, count }, index) => {
        // A bin that holds anything stays visible beside a tall one.
        const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - 1));
        return (
          <rect key={label} x={index * step + 0.5} y={HEIGHT - height} width={Math.max(0.5, step - 1)} height={height} className="fill-accent">
            <title>{`${label}: ${formatCount(count, "row")}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

const SHOWN = 3;

/** The most frequent values with their shares. */
function TopValues({ profile }: { profile: ColumnProfile }) {
  const filled = Math.max(1, profile.row_count - profile.null_count);
  return (
    <ul className="flex flex-col gap-0.5 text-xs">
      {profile.top_values.slice(0, SHOWN).map(({ value, count }) => (
        <li key={String(value)} className="relative flex items-center gap-2 overflow-hidden rounded-sm px-1">
          <span aria-hidden className="absolute inset-y-0 left-0 bg-accent-soft" style={{ width: `${String((count / filled) * 100)}%` }} />
          <span className="relative min-w-0 flex-1 truncate" title={String(value)}>{value === "" ? "(empty text)" : String(value)}</span>
          <span className="relative text-muted tabular-nums">{formatPercent(count / filled)}</span>
        </li>
      ))}
    </ul>
  );
}

export function ColumnPicture({ profile }: { profile: ColumnProfile }) {
  if (profile.null_count === profile.row_count) return <p className="text-xs text-muted">No values</p>;
  if (profile.histogram.length > 0) return <Histogram profile={profile} />;
  return profile.top_values.length > 0 ? <TopValues profile={profile} /> : <p className="text-xs text-muted">Values of many kinds</p>;
}
