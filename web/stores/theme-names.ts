// The ways the interface can look.

export const themes = ['device', 'light', 'dark', 'contrast'] as const
export type ThemeName = (typeof themes)[number]
