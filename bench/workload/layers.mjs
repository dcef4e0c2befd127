import { fragmentSections, instanceSection, poolShape, sharedSections, typeSections } from './catalogue.mjs';
import { Random } from './random.mjs';
import { sampleAll, sampleSome } from './sample.mjs';

export const REGIONS = ['eun1', 'euw1', 'euw2', 'use1', 'usw1', 'apn1', 'aps1', 'sae1'];
const { release: _, ...overridden } = sharedSections;
const SECTIONS_OF_A_TYPE = 5;
const FRAGMENTS_OF_A_KIND = 6;
const POOLS = 3;

export function globalLayer() {
  return sampleAll(sharedSections, new Random('global'));
}

/** @param {string} region */
export function regionLayer(region) {
  return { region, ...sampleSome(overridden, new Random(`region ${region}`), 0.21) };
}

/** @param {string} type @returns {string[]} */
export function sectionsOfType(type) {
  const random = new Random(`sections ${type}`);
  const names = Object.keys(typeSections);
  while (names.length > SECTIONS_OF_A_TYPE) names.splice(random.between(0, names.length - 1), 1);
  return names;
}

/** @param {string} type */
export function typeLayer(type) {
  const random = new Random(`type ${type}`);
  const own = Object.fromEntries(sectionsOfType(type).map((name) => [name, typeSections[name]]));
  return { service: type, ...sampleAll(own, random), ...sampleSome(overridden, random, 0.5) };
}

/**
 * An instance: itself, five references, and some values that differ from the layers below. One reference goes to a part
 * of a fragment and one has a sibling; the siblings are scalars, so that a shallow and a deep merge agree on them.
 *
 * @param {string} type
 * @param {string} instance
 */
export function ownLayer(type, instance) {
  const random = new Random(`app ${type} ${instance}`);
  const pick = () => random.between(1, FRAGMENTS_OF_A_KIND);
  return {
    instance: sampleAll(instanceSection, random),
    database: { $ref: `system/databases/db-${pick()}`, maxConnections: random.between(1, 200) },
    cache: { $ref: `system/caches/cache-${pick()}` },
    queue: { $ref: `system/queues/queue-${pick()}` },
    alerts: { $ref: `system/alerts#/levels/level${pick()}` },
    mesh: { $ref: `system/meshes/mesh-${pick()}` },
    ...sampleSome(overridden, random, 0.16),
  };
}

/** All fragments by id. Databases and caches take their pools by reference, so a pool is two hops from an instance. */
export function fragments() {
  const result = {};
  for (let i = 1; i <= POOLS; i++) result[poolId(i)] = sampleAll(poolShape, new Random(`pool ${i}`));
  const levels = {};
  for (let i = 1; i <= FRAGMENTS_OF_A_KIND; i++) {
    const pool = { $ref: poolId((i % POOLS) + 1) };
    const database = sampleAll(fragmentSections.database, new Random(`database ${i}`));
    result[`system/databases/db-${i}`] = { ...database, pool, replica: { ...database.replica, pool } };
    result[`system/caches/cache-${i}`] = { ...sampleAll(fragmentSections.cache, new Random(`cache ${i}`)), pool };
    result[`system/queues/queue-${i}`] = sampleAll(fragmentSections.queue, new Random(`queue ${i}`));
    result[`system/meshes/mesh-${i}`] = sampleAll(fragmentSections.mesh, new Random(`mesh ${i}`));
    levels[`level${i}`] = sampleAll(fragmentSections.alerts, new Random(`alerts ${i}`));
  }
  return { ...result, 'system/alerts': { levels } };
}

/** @param {number} i from 1 */
export function poolId(i) {
  return `system/settings/pool-${i}`;
}
