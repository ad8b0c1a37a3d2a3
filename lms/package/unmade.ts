/**
 * The package cannot be made: the scenario does not have the variant, the course names something that is missing, the data does not fit
 * into what the LMS keeps, or there is only completion to report.
 */
export class PackageError extends RangeError {
  constructor(
    readonly why: 'variant' | 'missing' | 'room' | 'report',
    message: string,
  ) {
    super(message)
  }
}
