import { rule } from './rule.ts';
import { because } from './show.ts';

export const additionalRules = {
  'additional-properties-closed': rule('additionalProperties', 'Extra properties forbidden', '-+', 'breaking', {
    reason: 'Documents with names that are not declared were accepted and are refused now.',
    instead: 'Declare the names that the data uses before the object is closed.',
    message: () => 'properties that are not declared are refused now',
  }),
  'additional-properties-opened': rule('additionalProperties', 'Extra properties allowed', '+-', 'non-breaking', {
    reason: 'Names that are not declared are accepted now; the old version refuses them.',
    instead: 'Declare the names that are needed instead: misspelt ones go unnoticed in an open object.',
    message: () => 'properties that are not declared are allowed now',
  }),
  'additional-properties-narrowed': rule('additionalProperties', 'Extra property schema tightened', '-+', 'breaking', {
    reason: 'Some values of names that are not declared were accepted and are refused now.',
    instead: 'Declare the properties that need the tighter schema, and leave the others as they were.',
    message: ({ details }) => because('the schema of properties that are not declared was tightened', details),
  }),
  'additional-properties-widened': rule('additionalProperties', 'Extra property schema relaxed', '+-', 'non-breaking', {
    reason: 'Values are accepted now under names that are not declared which the old version refuses.',
    instead: 'Declare the properties that need the wider schema, and leave the others as they were.',
    message: ({ details }) => because('the schema of properties that are not declared was relaxed', details),
  }),
  'additional-properties-changed': rule('additionalProperties', 'Extra property schema changed, incomparable', '--', 'breaking', {
    reason: 'Each version accepts values under names that are not declared which the other refuses.',
    instead: 'Accept what both versions accept until the data is converted.',
    message: ({ details }) => because('the schema of properties that are not declared changed', details),
  }),
  'unevaluated-properties-closed': rule('unevaluatedProperties', 'Unevaluated properties forbidden', '-+', 'breaking', {
    reason: 'Documents with names that no part of the schema describes were accepted and are refused now.',
    instead: 'Describe the names that the data uses before the object is closed.',
    message: ({ details }) =>
      because('properties that no part of the schema describes are refused now, or held tighter', details),
  }),
  'unevaluated-properties-opened': rule('unevaluatedProperties', 'Unevaluated properties allowed', '+-', 'non-breaking', {
    reason: 'Names that no part of the schema describes are accepted now; the old version refuses them.',
    instead: 'Describe the names that are needed instead: misspelt ones go unnoticed in an open object.',
    message: ({ details }) =>
      because('properties that no part of the schema describes are allowed now, or held less tight', details),
  }),
};
