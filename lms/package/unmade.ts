/** There is no such package: the story has no such truth, the course names what is not there, or the kind has no room for it. */
export class Unmade extends RangeError {
  constructor(
    readonly why: 'truth' | 'missing' | 'room',
    message: string,
  ) {
    super(message)
  }
}
