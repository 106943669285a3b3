const { alea } = require("seedrandom");

/** What stands in a window behind the last item, as in TensorFlow.js: it can be drawn too, and is passed over. */
const END = Symbol("end");

/**
 * Items of a list, of which danfo.js draws some: `array(items).shuffle(window, seed).take(count).toArray()`. The draws are those of
 * @tensorflow/tfjs-data: from a window that moves over the list, so that what stands far behind the first `window` items is not met.
 */
class Dataset {
  #items;

  constructor(items) {
    this.#items = items;
  }

  shuffle(window, seed) {
    return new Dataset({
      [Symbol.iterator]: () => shuffled(this.#items, window, alea(seed)),
    });
  }

  take(count) {
    const items = this.#items;
    return new Dataset({
      *[Symbol.iterator]() {
        let taken = 0;
        if (count > 0)
          for (const item of items) {
            yield item;
            if (++taken >= count) return;
          }
      },
    });
  }

  async toArray() {
    return [...this.#items];
  }
}

function* shuffled(items, window, seeds) {
  const random = alea(String(seeds.int32() + seeds.int32()));
  const upstream = items[Symbol.iterator]();
  const held = [];
  const refill = () => {
    while (held.length < window) {
      const { done, value } = upstream.next();
      held.push(done ? END : value);
    }
  };
  refill();
  while (held.length > 0) {
    const chosen = Math.floor(random() * held.length);
    const item = held[chosen];
    const last = held.pop();
    if (chosen < held.length) held[chosen] = last;
    if (item === END) continue;
    refill();
    yield item;
  }
}

module.exports = { array: (items) => new Dataset(items) };
