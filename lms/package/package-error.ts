export class PackageError extends RangeError {
  constructor(
    readonly why: 'variant' | 'missing' | 'room' | 'report',
    message: string,
  ) {
    super(message)
  }
}
