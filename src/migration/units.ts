import type { Ratio } from './decimal.ts';

interface Unit {
  readonly dimension: string;
  /** How many of the base unit one of it is. */
  readonly factor: Ratio;
}

/** Decimal factors of SI prefixes, binary ones of IEC 80000-13. */
const table: readonly (readonly [dimension: string, units: Readonly<Record<string, readonly [bigint, bigint?]>>])[] = [
  [
    'time',
    {
      ns: [1n, 1_000_000_000n],
      us: [1n, 1_000_000n],
      ms: [1n, 1000n],
      s: [1n],
      min: [60n],
      h: [3600n],
      d: [86_400n],
      w: [604_800n],
    },
  ],
  [
    'size',
    {
      bit: [1n, 8n],
      B: [1n],
      kB: [1000n],
      MB: [10n ** 6n],
      GB: [10n ** 9n],
      TB: [10n ** 12n],
      KiB: [2n ** 10n],
      MiB: [2n ** 20n],
      GiB: [2n ** 30n],
      TiB: [2n ** 40n],
    },
  ],
  ['rate', { 'bit/s': [1n], 'kbit/s': [1000n], 'Mbit/s': [10n ** 6n], 'Gbit/s': [10n ** 9n] }],
  ['length', { mm: [1n, 1000n], cm: [1n, 100n], m: [1n], km: [1000n] }],
  ['share', { ratio: [1n], percent: [1n, 100n], '%': [1n, 100n], permille: [1n, 1000n], ppm: [1n, 1_000_000n] }],
  ['frequency', { Hz: [1n], kHz: [1000n], MHz: [10n ** 6n], GHz: [10n ** 9n] }],
  ['cores', { cores: [1n], millicores: [1n, 1000n] }],
];

const synonyms: Readonly<Record<string, string>> = {
  milliseconds: 'ms',
  seconds: 's',
  sec: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
  weeks: 'w',
  bytes: 'B',
};

const units: ReadonlyMap<string, Unit> = new Map(
  table.flatMap(([dimension, rows]) =>
    Object.entries(rows).map(([name, [numerator, denominator = 1n]]): [string, Unit] => [
      name,
      { dimension, factor: { numerator, denominator } },
    ]),
  ),
);

export const unitNames: readonly string[] = [...units.keys(), ...Object.keys(synonyms)];

/** Undefined where the name is none of the table. */
export function unitOf(name: string): Unit | undefined {
  return units.get(Object.hasOwn(synonyms, name) ? (synonyms[name] as string) : name);
}
