import type { Report } from '../../src/diagnostics/finding.ts';
import { appIds, findingOf, placeOf, reportOf, spanOf } from './build-report.ts';

export const globalText = `// Everything starts here
{
  tls: { min: "1.2" },
  db: {
    host: "db.internal",
    pool: "ten",
    password: "hunter2-hunter2",
  },
}
`;

export const instanceText = `{
  tls: {
    min: "1.0",
    ciphers: [
      "a",
    ],
  },
  net: { $ref: "system/network", },
}
`;

const secret = [spanOf(globalText, '"hunter2-hunter2"')];

/** One of each: a value shared by many apps, a related place in another file, a warning, a finding without a place. */
export const sampleReport: Report = reportOf(
  [
    findingOf({
      code: 'workspace/app-not-found',
      message: 'No app matches "apps/biling"; the nearest are "apps/billing"',
      hint: 'Write apps/billing',
    }),
    findingOf({
      code: 'cascade/final-changed',
      message: '"/tls/min" is final since layer "global" and cannot be changed',
      place: placeOf('configs/apps/billing/eu-1/config.json5', instanceText, '"1.0"'),
      pointer: '/tls/min',
      apps: ['apps/billing/eu-1'],
      related: [
        { message: 'declared final with this value', place: placeOf('configs/system/global.json5', globalText, '"1.2"') },
      ],
      hint: 'Remove the key, or take "/tls" out of final in configs/apps/billing/cascade.json5',
    }),
    findingOf({
      code: 'resolver/missing-target',
      message: 'The reference "system/network" has no target; the nearest id is "system/settings/network"',
      place: placeOf('configs/apps/billing/eu-1/config.json5', instanceText, '"system/network"'),
      pointer: '/net/$ref',
      apps: ['apps/billing/eu-1'],
      hint: 'Write { $ref: "system/settings/network" }',
    }),
    findingOf({
      code: 'cascade/kind-changed',
      severity: 'warning',
      message: '"/tls/ciphers" was a string and becomes an array',
      place: placeOf('configs/apps/billing/eu-1/config.json5', instanceText, '[\n      "a",\n    ]'),
      pointer: '/tls/ciphers',
      apps: appIds(3),
    }),
    findingOf({
      code: 'schema/not-found',
      message: 'Found a string, expected an integer from 1 to 100',
      place: placeOf('configs/system/global.json5', globalText, '"ten"', secret),
      pointer: '/db/pool',
      apps: appIds(400),
      related: [{ message: 'the host that it belongs to', place: placeOf('configs/system/global.json5', globalText, 'host') }],
      hint: 'Replace it with a number, for example 10',
    }),
  ],
  { command: 'resolve', apps: { total: 1000, valid: 599, invalid: 401, rebuilt: 12, unchanged: 587 }, omitted: 17 },
);
