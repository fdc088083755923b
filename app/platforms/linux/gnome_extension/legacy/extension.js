// Says over the session bus which process the window in front belongs to, and puts windows away.
//
// For GNOME 42 to 44; ../modern is the same for the newer way of writing extensions, and says more.

'use strict';

const {Gio} = imports.gi;

const PATH = '/vn/luytre/Desk';
const INTERFACE = `
<node>
  <interface name="vn.luytre.Desk">
    <method name="Active">
      <arg type="u" direction="out" name="pid"/>
      <arg type="b" direction="out" name="fullscreen"/>
    </method>
    <method name="PutAway">
      <arg type="au" direction="in" name="pids"/>
    </method>
    <signal name="Changed"/>
  </interface>
</node>`;

class LuyTre {
    enable() {
        this._bus = Gio.DBusExportedObject.wrapJSObject(INTERFACE, this);
        this._bus.export(Gio.DBus.session, PATH);
        this._window = null;
        this._focus = global.display.connect('notify::focus-window', () => this._follow());
        this._follow();
    }

    disable() {
        global.display.disconnect(this._focus);
        this._leave();
        this._bus.unexport();
        this._bus = null;
    }

    Active() {
        const window = global.display.focus_window;
        if (window === null)
            return [0, false];
        return [Math.max(window.get_pid(), 0), window.is_fullscreen()];
    }

    PutAway(pids) {
        const wanted = new Set(pids);
        for (const actor of global.get_window_actors()) {
            const window = actor.meta_window;
            if (wanted.has(window.get_pid()) && window.can_minimize())
                window.minimize();
        }
    }

    _follow() {
        this._leave();
        this._window = global.display.focus_window;
        if (this._window !== null)
            this._fullscreen = this._window.connect('notify::fullscreen', () => this._changed());
        this._changed();
    }

    _leave() {
        if (this._window !== null)
            this._window.disconnect(this._fullscreen);
        this._window = null;
    }

    _changed() {
        this._bus.emit_signal('Changed', null);
    }
}

// What GNOME calls: it must be found by this name.
// eslint-disable-next-line no-unused-vars
function init() {
    return new LuyTre();
}
