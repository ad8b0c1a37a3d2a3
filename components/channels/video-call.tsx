import { Call } from './call'
import type { DrawingProps } from './drawings'

export const VideoCall = (props: DrawingProps<'transcript'>) => <Call {...props} />
