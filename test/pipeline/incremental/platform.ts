import type { Files } from '../memory-workspace.ts';

/** A small platform: shared layers, nested fragments, optional layers, two ways to choose layers, an app in an app. */
export const platform: Files = {
  'confman.json5': '{ vars: { stage: "prod" } }\n',
  'configs/namespace.json5': '{ vars: { environment: "prod" } }',
  'configs/config.json5': '{ root: 1 }',
  'configs/system/global.json5': '{ level: "global", net: { $ref: "frag/net" }, list: [1] }',
  'configs/system/region/eu.json5': '{ region: "eu", list: { $append: [2] } }',
  'configs/system/region/us.json5': '{ region: "us" }',
  'configs/frag/net.json5': '{ dns: { $ref: "frag/dns" }, mtu: 1500 }',
  'configs/frag/dns.json5': '["1.1.1.1", { $ref: "frag/last#/ip" }]',
  'configs/frag/last.json5': '{ ip: "8.8.8.8" }',
  'configs/frag/unused.json5': '{ x: 1 }',
  'configs/apps/billing/cascade.json5': `{
    instances: "apps/billing/{region}-{n}",
    layers: [
      { id: "system/global", name: "Global" },
      { id: "system/region/{region}" },
      { id: "system/stage/{stage}", optional: true },
      { id: "apps/billing/default", optional: true },
      { id: "{app}" },
    ],
  }`,
  'configs/apps/billing/eu-1/config.json5': '{ name: "eu-1", db: { $ref: "apps/db" } }',
  'configs/apps/billing/eu-2/config.json5': '{ name: "eu-2" }',
  'configs/apps/billing/us-1/config.json5': '{ name: "us-1", own: { $ref: "#/name" } }',
  'configs/apps/db/config.json5': '{ pool: 5, env: { $ref: "env/{environment}" } }',
  'configs/apps/web/front/config.json5': '{ title: "front" }',
  'configs/env/prod.json5': '"production"',
  'configs/env/test.json5': '"testing"',
  'platform/extra.json5': '{ extra: 1 }',
};
