import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { json5Text } from './workload/json5-text.mjs';
import { REGIONS, fragments, globalLayer, ownLayer, regionLayer, typeLayer } from './workload/layers.mjs';
import { Random } from './workload/random.mjs';
import { sharedSchema, typeSchema } from './workload/schemas.mjs';

export const SIZES = { S: 100, M: 1000, L: 10000, XL: 40000 };

/**
 * Writes a workspace with `instances` apps: three shared layers, fragments that refer to fragments, one schema for each
 * app type over a shared one. The same number gives the same bytes, always.
 *
 * @param {string} folder
 * @param {number} instances at least 10
 * @returns {{ apps: string[], bytes: number }} ids of the apps in order, and the size of all documents
 */
export function writeWorkload(folder, instances) {
  const types = Math.min(100, Math.floor(instances / 10));
  let bytes = 0;
  const put = (path, text) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    bytes += text.length;
  };
  const putDocument = (id, value, comments) => put(`configs/${id}.json5`, json5Text(value, new Random(`text ${id}`), comments));

  put('confman.json5', '{}\n');
  putDocument('system/global', globalLayer(), 0.06);
  for (const region of REGIONS) putDocument(`system/region/${region}`, regionLayer(region), 0.04);
  for (const [id, value] of Object.entries(fragments())) putDocument(id, value, 0.1);
  put('schemas/shared/service/v1.json', `${JSON.stringify(sharedSchema(), null, 2)}\n`);

  const apps = [];
  for (let t = 1; t <= types; t++) {
    const type = `service-${t}`;
    put(`schemas/apps/${type}/v1.json`, `${JSON.stringify(typeSchema(type), null, 2)}\n`);
    putDocument(`apps/${type}/cascade`, cascade(type), 0);
    putDocument(`apps/${type}/default`, typeLayer(type), 0.08);
    for (let i = t - 1; i < instances; i += types) {
      const n = Math.floor(i / types);
      const instance = `${REGIONS[n % REGIONS.length]}-${Math.floor(n / REGIONS.length) + 1}`;
      putDocument(`apps/${type}/${instance}/config`, ownLayer(type, instance), 0.14);
      apps.push(`apps/${type}/${instance}`);
    }
  }
  return { apps, bytes };
}

function cascade(type) {
  return {
    instances: `apps/${type}/{region}-{n}`,
    schema: `schemas/apps/${type}/v1`,
    layers: [{ id: 'system/global' }, { id: 'system/region/{region}' }, { id: `apps/${type}/default` }, { id: '{app}' }],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, size = 'S'] = process.argv.slice(2);
  if (folder === undefined || !(size in SIZES)) {
    console.error('usage: node bench/workload.mjs FOLDER [S|M|L|XL]');
    process.exit(2);
  }
  const { apps, bytes } = writeWorkload(folder, SIZES[size]);
  console.log(`${apps.length} apps, ${(bytes / 1e6).toFixed(1)} MB in ${folder}`);
}
