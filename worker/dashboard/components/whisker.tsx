import { points } from "../format.ts";
import "./whisker.css";

/** A rate with its 95 % interval, each from 0 to 1. */
export interface Estimate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** The rate with its interval, where there are verdicts enough to say one. */
export function estimate(of: {
  rate: number | null;
  low: number | null;
  high: number | null;
  enough: boolean;
}): Estimate | null {
  const { rate, low, high } = of;
  if (!of.enough || rate === null || low === null || high === null) return null;
  return { rate, low, high };
}

const at = (share: number) => `${share * 100}%`;

/** A rate as a dot on its 95 % interval; all on one scale from 0 to 100, the workspace's rate dashed behind. */
export function Whisker({ of, mean }: { of: Estimate | null; mean: number | null }) {
  return (
    <svg class="whisker" width="100%" height="24" aria-hidden="true">
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <line key={tick} class="grid" x1={at(tick)} x2={at(tick)} y1="0" y2="24" />
      ))}
      {mean !== null && <line class="mean" x1={at(mean)} x2={at(mean)} y1="0" y2="24" />}
      {of && (
        <>
          <line class="reach" x1={at(of.low)} x2={at(of.high)} y1="12" y2="12" />
          <line class="reach" x1={at(of.low)} x2={at(of.low)} y1="8" y2="16" />
          <line class="reach" x1={at(of.high)} x2={at(of.high)} y1="8" y2="16" />
          <circle cx={at(of.rate)} cy="12" r="4.5" />
          <text x={at(of.low)} dx="-5" y="16" text-anchor="end">
            {points(of.low)}
          </text>
          <text x={at(of.high)} dx="5" y="16">
            {points(of.high)}
          </text>
        </>
      )}
    </svg>
  );
}

/** The scale that the whiskers below it share. */
export const WhiskerScale = () => (
  <svg class="whisker scale" width="100%" height="16" aria-hidden="true">
    {[0, 25, 50, 75, 100].map((tick) => (
      <text key={tick} x={`${tick}%`} y="12" text-anchor="middle">
        {tick}
      </text>
    ))}
  </svg>
);
