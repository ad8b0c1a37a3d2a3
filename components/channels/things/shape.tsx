import shapes from './things.svg'

interface Props {
  of: string
  box?: string
  className?: string
  /** As wide and as high as its place, whatever its shape. */
  stretched?: boolean
}
/** What is drawn of a thing, in its own box. It says nothing: what matters stands beside it in words. */
export const Shape = ({ of, box = '0 0 320 220', className, stretched }: Props) => (
  <svg className={className} viewBox={box} preserveAspectRatio={stretched ? 'none' : undefined} aria-hidden="true">
    <use href={`${shapes.src}#thing-${of}`} />
  </svg>
)
