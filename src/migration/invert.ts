import type { Migration } from './migration.ts';
import type { Chain, Step } from './step.ts';
import { unreachable } from '../model/unreachable.ts';

/** The way back. A removal without a default, and an addition where there may have been a value, are undone by nothing. */
export function invert({ from, to, steps, lossy }: Migration): Migration {
  return { from: to, to: from, steps: invertChain(steps), lossy };
}

export function invertChain(steps: Chain): Chain {
  return steps.toReversed().flatMap((step) => invertStep(step) ?? []);
}

function invertStep(step: Step): Step | undefined {
  const { scope, site, lossy } = step;
  const base = { scope, site, lossy, text: `undo ${step.text}`.replace(/^undo undo /, '') };
  switch (step.op) {
    case 'add':
      return lossy && !step.optional
        ? undefined
        : { ...base, op: 'remove', at: step.at, value: step.value, optional: step.optional };
    case 'remove': {
      const { at, value, optional } = step;
      return value === undefined && !optional ? undefined : { ...base, op: 'add', at, value, optional };
    }
    case 'rename':
      return { ...base, op: 'rename', at: [...step.at.slice(0, -1), step.to], to: step.at.at(-1) as string };
    case 'move':
      return { ...base, op: 'move', at: step.to, to: step.at, emptied: step.emptiedBack, emptiedBack: step.emptied };
    case 'convert':
      return { ...base, op: 'convert', at: step.at, conversion: invertConversion(step.conversion) };
    case 'wrap':
      return { ...base, op: 'head', at: step.at };
    case 'head':
      return { ...base, op: 'wrap', at: step.at };
    default:
      return unreachable(step);
  }
}

function invertConversion(conversion: StepConversion): StepConversion {
  if (conversion.kind !== 'values') return { ...conversion, from: conversion.to, to: conversion.from } as StepConversion;
  return { ...conversion, pairs: conversion.back, back: conversion.pairs };
}

type StepConversion = Extract<Step, { readonly op: 'convert' }>['conversion'];
