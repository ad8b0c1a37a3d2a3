import '../../tools.css'

export default ({ children }: { children: React.ReactNode }) => children
