/**
 * There is no such package: the scenario has no such variant, the course names what is not there, the kind has no room for it, or there is
 * no more to report than completion.
 */
export class PackageError extends RangeError {
  constructor(
    readonly why: 'variant' | 'missing' | 'room' | 'report',
    message: string,
  ) {
    super(message)
  }
}
