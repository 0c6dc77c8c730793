/** Names of methods. */

/**
 * A method, or a block named by hand.
 * @typedef {{class: string, method: string, signature: string, file: string, line: number, label: string, full: string, pack: string, text: string}} Frame
 */

/** Where a block that was named by hand belongs. */
export const BY_HAND = '(no package)';
/** Where an SQL statement belongs: a frame without a class, whose name begins so. */
export const SQL = 'SQL';

/**
 * @param {object} raw as the file has it
 * @returns {Frame}
 */
export function frameOf(raw) {
  const owner = raw.class ?? '';
  const signature = raw.signature ?? '';
  const short = owner.slice(owner.lastIndexOf('.') + 1).replaceAll('$', '.');
  const full = owner === '' ? raw.method : `${owner}.${raw.method}`;
  return {
    class: owner,
    method: raw.method,
    signature,
    file: raw.file ?? '',
    line: raw.line ?? 0,
    label: owner === '' ? raw.method || '(unnamed)' : `${short}.${raw.method}`,
    full,
    pack: packageOf(owner, raw.method),
    text: `${full}${signature} ${raw.file ?? ''}`.toLowerCase(),
  };
}

/** `Orders.java:41`, as far as it is known. */
export function placeOf(frame) {
  return frame.file !== '' && frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file;
}

/** Whether each resume counts as a call: of Kotlin's suspend functions, and of bodies of coroutines. */
export function countsResumes(frame) {
  return frame.signature.endsWith('kotlin.coroutines.Continuation)') || (frame.method === 'invokeSuspend' && frame.signature === '(Object)');
}

/** The class without its package. */
export function shortClass(frame) {
  return frame.class.slice(frame.class.lastIndexOf('.') + 1).replaceAll('$', '.');
}

function packageOf(owner, method) {
  const dot = owner.lastIndexOf('.');
  if (owner === '') {
    return method.startsWith('SQL ') ? SQL : BY_HAND;
  }
  return dot < 0 ? '(default package)' : owner.slice(0, dot);
}
