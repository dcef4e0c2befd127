/**
 * A seeded source of pseudo-random numbers (mulberry32 over an FNV-1a hash of its name). Every document has a source of
 * its own, so that a document is the same in the workloads of all sizes.
 */
export class Random {
  /** @param {string} name */
  constructor(name) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    this.state = hash >>> 0;
  }

  /** @returns {number} in [0, 1) */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @param {number} min @param {number} max @returns {number} an integer, both ends included */
  between(min, max) {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** @template T @param {readonly T[]} items @returns {T} */
  of(items) {
    return items[this.between(0, items.length - 1)];
  }

  /** @param {number} share */
  chance(share) {
    return this.next() < share;
  }
}
