// What one writes first: asynchronous, a reference library for references, a merge library for merging, every file read
// whenever it is needed. Only ajv keeps what it compiled.
//
//   node bench/plain-script.mjs WORKSPACE OUT
import { dereference } from '@apidevtools/json-schema-ref-parser';
import Ajv from 'ajv';
import deepmerge from 'deepmerge';
import JSON5 from 'json5';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { canonicalJson } from './canonical-json.mjs';

const [workspace, out] = process.argv.slice(2).map((path) => resolve(path));

function fileOf(id) {
  return join(workspace, 'configs', `${id}.json5`);
}

// The library takes references for paths relative to the file that they stand in; ours are ids from the root.
function idsToFiles(value) {
  if (Array.isArray(value)) return value.map(idsToFiles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === '$ref' ? fileReference(item) : idsToFiles(item)]),
  );
}

function fileReference(reference) {
  const [id, pointer] = reference.split('#');
  return pointer === undefined ? fileOf(id) : `${fileOf(id)}#${pointer}`;
}

const json5Parser = {
  order: 1,
  canParse: '.json5',
  parse: (file) => idsToFiles(JSON5.parse(file.data.toString())),
};

async function readLayer(id) {
  return dereference(fileOf(id), { parse: { json5: json5Parser } });
}

const ajv = new Ajv({
  useDefaults: true,
  strict: false,
  loadSchema: async (uri) => JSON.parse(await readFile(fileURLToPath(uri), 'utf8')),
});

async function validatorOf(schemaRef) {
  const $id = pathToFileURL(join(workspace, `${schemaRef}.json`)).href;
  return ajv.getSchema($id) ?? ajv.compileAsync({ ...JSON.parse(await readFile(fileURLToPath($id), 'utf8')), $id });
}

async function resolveApp(type, instance) {
  const app = `apps/${type}/${instance}`;
  const cascade = JSON5.parse(await readFile(fileOf(`apps/${type}/cascade`), 'utf8'));
  const region = instance.slice(0, instance.lastIndexOf('-'));
  const ids = cascade.layers.map(({ id }) => (id === '{app}' ? `${app}/config` : id.replace('{region}', region)));
  const layers = await Promise.all(ids.map(readLayer));
  const data = deepmerge.all(layers, { arrayMerge: (_, later) => later });

  const validate = await validatorOf(cascade.schema);
  const valid = validate(data);
  if (!valid) console.error(app, validate.errors);
  const digest = createHash('sha256').update(canonicalJson(data)).digest('hex');
  const snapshot = {
    _id: `${app}/resolved`,
    schemaRef: cascade.schema,
    validatedWithSchemaVersion: cascade.schema.slice(cascade.schema.lastIndexOf('/') + 1),
    validationStatus: valid ? 'Valid' : 'Invalid',
    resolvedAt: new Date().toISOString(),
    digest: `sha256:${digest}`,
    data,
  };
  const file = join(out, `${app}.json`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(snapshot, null, 2)}\n`);
}

for (const type of await readdir(join(workspace, 'configs/apps'))) {
  for (const entry of await readdir(join(workspace, 'configs/apps', type), { withFileTypes: true })) {
    if (entry.isDirectory()) await resolveApp(type, entry.name);
  }
}
