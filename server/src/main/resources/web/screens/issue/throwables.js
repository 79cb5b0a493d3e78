/**
 * The exceptions of an event as Java has them: each with those that it suppressed and its cause.
 *
 * @typedef {{class?: string, method?: string, file?: string, line?: number, column?: number, module?: string, inApp?: boolean, native?: boolean, context?: {before?: string[], line?: string, after?: string[]}}} Frame
 * @typedef {{type?: string, message?: string, relation?: string, of?: number, commonFrames?: number, frames?: Frame[]}} Sent
 * @typedef {{type: string, message: string | null, frames: Frame[], common: number, suppressed: Throwable[], cause: Throwable | null}} Throwable
 */

/**
 * @param {Sent[] | undefined} sent
 * @returns {Throwable | null}
 */
export function tree(sent) {
  if (!sent?.length) {
    return null;
  }
  const all = sent.map((one) => ({
    type: one.type ?? '',
    message: one.message ?? null,
    frames: one.frames ?? [],
    common: one.commonFrames ?? 0,
    suppressed: [],
    cause: null,
  }));
  for (const [i, { relation, of }] of sent.entries()) {
    // Whatever a client says, one belongs to one before it: so there is no circle.
    const owner = i === 0 ? null : all[of !== undefined && of !== null && of < i ? of : i - 1];
    if (owner && relation === 'suppressed') {
      owner.suppressed.push(all[i]);
    } else if (owner && !owner.cause) {
      owner.cause = all[i];
    } else if (owner) {
      owner.suppressed.push(all[i]);
    }
  }
  return all[0];
}

/**
 * All of them with how they belong to the one before, in the order in which Java prints them.
 *
 * @param {Throwable | null} throwable
 * @param {'thrown' | 'cause' | 'suppressed'} [relation]
 * @param {number} [depth]
 * @returns {{throwable: Throwable, relation: string, depth: number}[]}
 */
export function inOrder(throwable, relation = 'thrown', depth = 0) {
  const found = [];
  for (let at = throwable, as = relation; at; as = 'cause', at = at.cause) {
    found.push({ throwable: at, relation: as, depth });
    for (const one of at.suppressed) {
      found.push(...inOrder(one, 'suppressed', depth + 1));
    }
  }
  return found;
}

const CAPTIONS = { thrown: '', cause: 'Caused by: ', suppressed: 'Suppressed: ' };

/**
 * The text that `Throwable.printStackTrace` prints.
 * @param {Throwable} throwable
 */
export function javaText(throwable) {
  const lines = [];
  for (const { throwable: one, relation, depth } of inOrder(throwable)) {
    const indent = '\t'.repeat(depth);
    lines.push(indent + CAPTIONS[relation] + headline(one));
    lines.push(...one.frames.map((frame) => indent + '\tat ' + frameText(frame)));
    if (one.common > 0) {
      lines.push(indent + '\t... ' + one.common + ' more');
    }
  }
  return lines.join('\n') + '\n';
}

/** @param {Throwable} throwable */
export function headline({ type, message }) {
  return message === null ? type : type + ': ' + message;
}

/** A frame as `StackTraceElement.toString` has it. @param {Frame} frame */
export function frameText(frame) {
  return [frame.class, frame.method].filter(Boolean).join('.') + '(' + place(frame) + ')';
}

/** Where a frame is in the source. @param {Frame} frame */
export function place({ file, line, native }) {
  if (native) {
    return 'Native Method';
  }
  if (!file) {
    return 'Unknown Source';
  }
  return typeof line === 'number' && line >= 0 ? file + ':' + line : file;
}

/** Prefixes of what is nobody's own, where the client does not say what is. */
const LIBRARIES =
  /^(java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|org\.(springframework|apache|hibernate|eclipse|junit|slf4j|jboss|postgresql|xerial|h2|codehaus|mockito|aspectj|graalvm|xml|w3c)|ch\.qos|io\.(netty|helidon|micrometer|undertow|vertx|quarkus|micronaut|reactivex|grpc|opentelemetry|sentry)|reactor|com\.(fasterxml|google|zaxxer|mysql|oracle|microsoft)|okhttp3|okio|net\.bytebuddy|dev\.tombo)\./;

/** @param {Frame} frame */
export function isInApp(frame) {
  return frame.inApp ?? !LIBRARIES.test(frame.class ?? '');
}

/**
 * Frames in runs: those of one's own one by one, those of libraries together.
 *
 * @param {Frame[]} frames
 * @returns {{inApp: boolean, frames: Frame[]}[]}
 */
export function runs(frames) {
  const found = [];
  for (const frame of frames) {
    const inApp = isInApp(frame);
    if (found.at(-1)?.inApp === inApp) {
      found.at(-1).frames.push(frame);
    } else {
      found.push({ inApp, frames: [frame] });
    }
  }
  return found;
}
