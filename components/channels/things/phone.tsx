import shapes from './devices.svg'

/** Decoration of devices, which says nothing. */
export const DeviceShape = ({ name, className = '' }: { name: string; className?: string }) => (
  <svg className={className} aria-hidden="true">
    <use href={`${shapes.src}#device-${name}`} />
  </svg>
)

const MARKS = ['dome', 'tiles', 'waves', 'frame']
/** The mark of an app, drawn by lot. */
export const AppMark = ({ of }: { of: string }) => (
  <DeviceShape name={`app-${MARKS[[...of].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % MARKS.length]}`} />
)

/** A phone without a clock: the hour is the moment's. */
export const Handset = ({ locked = false, children }: { locked?: boolean; children: React.ReactNode }) => (
  <div className="desk">
    <div className={locked ? 'handset handset-locked' : 'handset'}>
      {locked && (
        <div className="wallpaper" aria-hidden="true">
          <DeviceShape name="hills" />
        </div>
      )}
      <div className="status" aria-hidden="true">
        <span />
        <DeviceShape name="status" />
      </div>
      {children}
    </div>
  </div>
)
