/** The result of a promise, or an error if it takes longer than allowed (`Infinity`: no limit); a late result is ignored. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  if (milliseconds === Infinity) return work;
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
