/** Where the pages of the settings are: asked for by those who open them, so that the first chunk names none of their parts. */
export const profilePage = () => import("@/features/identity/profile-page");
export const membersPage = () => import("@/features/identity/members-page");
export const themeRoutes = () => import("./theme-routes");
export const apiKeysPage = () => import("@/features/identity/api-keys-page");
export const trashPage = () => import("@/features/trash/trash-page");
