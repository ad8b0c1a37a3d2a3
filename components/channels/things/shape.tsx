import shapes from './things.svg'

/** What is drawn of a thing, in its own box. It says nothing: what matters stands beside it in words. */
export const Shape = ({ of, box = '0 0 320 220', className }: { of: string; box?: string; className?: string }) => (
  <svg className={className} viewBox={box} aria-hidden="true">
    <use href={`${shapes.src}#thing-${of}`} />
  </svg>
)
