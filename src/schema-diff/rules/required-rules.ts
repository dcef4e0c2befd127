import { rule } from './rule.ts';

export const requiredRules = {
  'required-added': rule('required', 'Property made required', '-+', 'breaking', {
    reason: 'Documents without the property were accepted and are refused now.',
    instead: 'Give the property a default, or add it to all data before it is required.',
    message: () => 'the property is required now',
  }),
  'required-added-default': rule('required', 'Property with default made required', '-+', 'potentially-breaking', {
    reason: 'A document that is judged as it stands may lack the property; resolved data has the default filled in.',
    instead: 'Leave the property optional: the default is filled in all the same.',
    message: () => 'the property is required now; resolved data gets its default',
  }),
  'required-removed': rule('required', 'Property made optional', '+-', 'non-breaking', {
    reason: 'Documents may leave the property out now; readers of the old version count on it.',
    instead: 'Give the property a default, so that readers find a value all the same.',
    message: () => 'the property is optional now',
  }),
  'required-undeclared-added': rule('required', 'Undeclared name made required', '-+', 'breaking', {
    reason: 'Documents without this name were accepted and are refused now, and no schema says what it has to be.',
    instead: 'Declare the property under properties, and check the spelling of its name.',
    message: () => 'the name is required now, but no property of this name is declared',
  }),
};
