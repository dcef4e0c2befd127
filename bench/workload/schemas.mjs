import { fragmentSections, instanceSection, sharedSections, typeSections } from './catalogue.mjs';
import { isField } from './field.mjs';
import { sectionsOfType } from './layers.mjs';

/** @import { Shape } from './field.mjs' */

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** What the schemas of all types build on. Its sections refer to each other's definitions, as grown schemas do. */
export function sharedSchema() {
  const shapes = { ...sharedSections, ...fragmentSections, instance: instanceSection };
  const definitions = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, objectSchema(shape)]));
  const properties = { service: { type: 'string' }, region: { type: 'string' } };
  for (const name of Object.keys(shapes)) properties[name] = { $ref: `#/definitions/${name}` };
  return { $schema: DRAFT, title: 'A service', type: 'object', required: Object.keys(properties), properties, definitions };
}

/** @param {string} type */
export function typeSchema(type) {
  const names = sectionsOfType(type);
  const properties = Object.fromEntries(names.map((name) => [name, objectSchema(typeSections[name])]));
  const base = { $ref: '../../shared/service/v1.json' };
  return { $schema: DRAFT, title: `Service ${type}`, type: 'object', allOf: [base], required: names, properties };
}

/** @param {Shape} shape */
function objectSchema(shape) {
  const parts = Object.entries(shape);
  const properties = Object.fromEntries(parts.map(([key, part]) => [key, isField(part) ? part.schema : objectSchema(part)]));
  const required = parts.filter(([, part]) => !isField(part) || part.written).map(([key]) => key);
  return { type: 'object', required, additionalProperties: false, properties };
}
