/** pprof's protocol buffers, gzipped: calls and self time of each call path. */

import { eachStack } from './stacks.js';

/** @returns {Promise<ArrayBuffer>} */
export function pprofOf(scope) {
  const strings = new Map([['', 0]]);
  const string = (text) => {
    if (!strings.has(text)) {
      strings.set(text, strings.size);
    }
    return strings.get(text);
  };
  const type = (name, unit) => new Message().number(1, string(name)).number(2, string(unit));
  const profile = new Message().message(1, type('calls', 'count')).message(1, type('wall', 'nanoseconds'));
  const label = new Message().number(1, string('profile')).number(2, string(scope.profile));
  eachStack(scope, scope.tree, (stack, calls, self) => {
    profile.message(2, new Message()
      .numbers(1, stack.map((frame) => frame + 1).reverse())
      .numbers(2, [calls, self])
      .message(3, label));
  });
  [...scope.frames, { full: '(truncated)', file: '', line: 0 }].forEach((frame, i) => {
    const line = new Message().number(1, i + 1).number(2, frame.line);
    profile.message(4, new Message().number(1, i + 1).message(4, line));
    profile.message(5, new Message()
      .number(1, i + 1).number(2, string(frame.full)).number(3, string(frame.full))
      .number(4, string(frame.file)).number(5, frame.line));
  });
  const starts = scope.reports.map((report) => Date.parse(report.started));
  const ends = scope.reports.map((report, i) => starts[i] * 1e6 + report.wallNanos);
  const start = starts.reduce((a, b) => Math.min(a, b)) * 1e6;
  profile.number(9, start).number(10, ends.reduce((a, b) => Math.max(a, b)) - start);
  profile.message(11, type('wall', 'nanoseconds')).number(12, 1).number(14, string('wall'));
  for (const text of strings.keys()) {
    profile.text(6, text);
  }
  const zipped = new Blob([profile.bytes()]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(zipped).arrayBuffer();
}

/** A message as it grows. */
class Message {
  #bytes = new Uint8Array(64);
  #length = 0;

  number(field, value) {
    return this.#varint(field * 8).#varint(value);
  }

  numbers(field, values) {
    const packed = new Message();
    values.forEach((value) => packed.#varint(value));
    return this.message(field, packed);
  }

  text(field, text) {
    return this.#block(field, new TextEncoder().encode(text));
  }

  message(field, message) {
    return this.#block(field, message.bytes());
  }

  bytes() {
    return this.#bytes.subarray(0, this.#length);
  }

  #block(field, bytes) {
    this.#varint(field * 8 + 2).#varint(bytes.length).#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Up to 2⁵³: no shifts, which would cut to 32 bits. */
  #varint(value) {
    this.#room(10);
    let rest = Math.max(0, value);
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
    return this;
  }

  #room(more) {
    if (this.#length + more > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#length + more));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
  }
}
