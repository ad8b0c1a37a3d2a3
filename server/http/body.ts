import 'server-only'

/** How many chunks a body may arrive in: each one costs time, however small it is. */
const mostPieces = (most: number): number => 1024 + most / 256

const NOTHING = Buffer.alloc(0)

export class Body {
  size = 0
  private held: Buffer = NOTHING
  private pieces = 0
  constructor(private readonly most: number) {}

  /** @returns false if the chunk does not fit */
  take(piece: Buffer): boolean {
    const size = this.size + piece.length
    if (size > this.most || ++this.pieces > mostPieces(this.most)) return false
    if (this.size === 0) this.held = piece
    else {
      if (size > this.held.length) {
        const grown = Buffer.allocUnsafeSlow(Math.min(this.most, Math.max(size, 2 * this.held.length)))
        this.held.copy(grown, 0, 0, this.size)
        this.held = grown
      }
      piece.copy(this.held, this.size)
    }
    this.size = size
    return true
  }
  get weight(): number {
    return this.held.length
  }
  bytes(): Buffer {
    return this.held.subarray(0, this.size)
  }
  forget(): void {
    this.held = NOTHING
    this.size = 0
  }
}
