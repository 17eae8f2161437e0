import { describe, expect, it } from "vitest";
import { isPreviewOn, previewToSend } from "./share-preview";

const LOCK = { dataset_id: "d", member: "region", values: ["East"] };
const link = (has_preview: boolean, { has_password = false, locks = [] as (typeof LOCK)[] } = {}) => ({ has_preview, has_password, locks });
const locked = (has_preview: boolean) => link(has_preview, { locks: [LOCK] });

describe("the preview of a link", () => {
  it.each([
    ["of a new link", { link: null, hasPassword: false, hasLocks: false, chosen: null }, true, undefined],
    ["of a new link with locks", { link: null, hasPassword: false, hasLocks: true, chosen: null }, false, undefined],
    ["of a new link with locks, wanted", { link: null, hasPassword: false, hasLocks: true, chosen: true }, true, true],
    ["of a new link, not wanted", { link: null, hasPassword: false, hasLocks: false, chosen: false }, false, false],
    ["with a password", { link: null, hasPassword: true, hasLocks: false, chosen: true }, false, undefined],
    ["that stays", { link: link(true), hasPassword: false, hasLocks: false, chosen: null }, true, undefined],
    ["that stays off", { link: link(false), hasPassword: false, hasLocks: false, chosen: null }, false, undefined],
    ["when locks come", { link: link(true), hasPassword: false, hasLocks: true, chosen: null }, false, false],
    ["when locks come, wanted", { link: link(true), hasPassword: false, hasLocks: true, chosen: true }, true, true],
    ["when locks go", { link: locked(false), hasPassword: false, hasLocks: false, chosen: null }, false, false],
    ["when other locks come", { link: locked(true), hasPassword: false, hasLocks: true, chosen: null }, true, undefined],
    ["when a password goes", { link: link(false, { has_password: true }), hasPassword: false, hasLocks: false, chosen: null }, true, true],
    ["when a password comes", { link: link(true), hasPassword: true, hasLocks: false, chosen: null }, false, undefined],
  ])("%s", (_, wanted, isOn, sent) => {
    expect([isPreviewOn(wanted), previewToSend(wanted)]).toEqual([isOn, sent]);
  });
});
