import applicator201909 from 'ajv/dist/refs/json-schema-2019-09/meta/applicator.json' with { type: 'json' };
import content201909 from 'ajv/dist/refs/json-schema-2019-09/meta/content.json' with { type: 'json' };
import core201909 from 'ajv/dist/refs/json-schema-2019-09/meta/core.json' with { type: 'json' };
import format201909 from 'ajv/dist/refs/json-schema-2019-09/meta/format.json' with { type: 'json' };
import metadata201909 from 'ajv/dist/refs/json-schema-2019-09/meta/meta-data.json' with { type: 'json' };
import validation201909 from 'ajv/dist/refs/json-schema-2019-09/meta/validation.json' with { type: 'json' };
import schema201909 from 'ajv/dist/refs/json-schema-2019-09/schema.json' with { type: 'json' };
import applicator202012 from 'ajv/dist/refs/json-schema-2020-12/meta/applicator.json' with { type: 'json' };
import content202012 from 'ajv/dist/refs/json-schema-2020-12/meta/content.json' with { type: 'json' };
import core202012 from 'ajv/dist/refs/json-schema-2020-12/meta/core.json' with { type: 'json' };
import format202012 from 'ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json' with { type: 'json' };
import metadata202012 from 'ajv/dist/refs/json-schema-2020-12/meta/meta-data.json' with { type: 'json' };
import unevaluated202012 from 'ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json' with { type: 'json' };
import validation202012 from 'ajv/dist/refs/json-schema-2020-12/meta/validation.json' with { type: 'json' };
import schema202012 from 'ajv/dist/refs/json-schema-2020-12/schema.json' with { type: 'json' };
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import draft07 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json' with { type: 'json' };
import type { JsonValue } from '../../model/json.ts';
import type { Draft } from '../../model/schema-world.ts';

/** The draft says "URI", and means references as well: this is how its later editions put it. */
const draft04WithReferences = { ...draft04, properties: { ...draft04.properties, id: { type: 'string' } } };

/** The published meta-schemas. From 2019-09 on they consist of several documents. */
export const metaschemaValues: Readonly<Record<Draft, readonly JsonValue[]>> = {
  'draft-04': [draft04WithReferences],
  'draft-06': [draft06],
  'draft-07': [draft07],
  '2019-09': [schema201909, core201909, applicator201909, validation201909, metadata201909, format201909, content201909],
  '2020-12': [
    schema202012,
    core202012,
    applicator202012,
    unevaluated202012,
    validation202012,
    metadata202012,
    format202012,
    content202012,
  ],
};
