/**
 * There is no such package: the story has no such truth, the course names what is not there, the kind has no room for it, or there is
 * no more to report than completion.
 */
export class Unmade extends RangeError {
  constructor(
    readonly why: 'truth' | 'missing' | 'room' | 'report',
    message: string,
  ) {
    super(message)
  }
}
