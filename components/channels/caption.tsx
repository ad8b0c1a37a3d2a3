interface CaptionProps {
  name: string
  mine?: boolean
  disc?: React.ReactNode
  children: React.ReactNode
}
/** One thing that somebody says in a call or a talk. */
export const Caption = ({ name, mine = false, disc, children }: CaptionProps) => (
  <div className={mine ? 'caption mine' : 'caption'}>
    {disc}
    <p className="who">{name}</p>
    <div>{children}</div>
  </div>
)
