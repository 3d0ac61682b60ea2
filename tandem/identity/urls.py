"""Addresses of people, organisations and the ways in. allauth looks for its own names."""

from django.urls import path

from tandem.identity.views import (
    account,
    administration,
    card,
    invitations,
    leaving,
    lock,
    login,
    members,
    organisations,
    registrations,
    roles,
)

_LOGIN = [
    path("aanmelden/", login.account_login, name="account_login"),
    path("aanmelden/wachtwoord/", login.password_login, name="password_login"),
    path("aanmelden/code/", login.account_confirm_login_code, name="account_confirm_login_code"),
    path("aanmelden/code/vragen/", login.account_request_login_code, name="account_request_login_code"),
    path("aanmelden/tweede-stap/", login.mfa_authenticate, name="mfa_authenticate"),
    path("aanmelden/toegangssleutel/", login.mfa_login_webauthn, name="mfa_login_webauthn"),
    path("aanmelden/afgesloten/", login.account_inactive, name="account_inactive"),
    path("afmelden/", login.account_logout, name="account_logout"),
    path("bevestigen/", login.prove, name="prove"),
    path("registreren/", registrations.register, name="register"),
    path("registreren/nieuw/", registrations.register, name="account_signup"),
    path("registreren/code/", registrations.register_code, name="register_code"),
    path("registreren/gevraagd/", registrations.register_asked, name="register_asked"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("uitnodiging/<str:token>/nieuwe-link/", invitations.invitation_renew, name="invitation_renew"),
]
_LOCK = [
    path("slot/", lock.lock, name="lock"),
    path("slot/blijf/", lock.stay, name="stay"),
    path("slot/bewaar/", lock.keep_typed, name="keep_typed"),
    path("slot/getypt/", lock.typed, name="typed"),
    path("slot/getypt/velden/", lock.kept_fields, name="kept_fields"),
    path("slot/getypt/weg/", lock.forget_typed, name="forget_typed"),
    path("slot/iemand-anders/", lock.someone_else, name="someone_else"),
]
_CARD = [
    path("kaart/", card.card_enter, name="card_enter"),
    path("kaart/<str:code>/", card.card_login, name="card_login"),
    path("slot/pincode/", card.card_unlock, name="card_unlock"),
    path("mijn/kaart/", card.my_card, name="my_card"),
    path("mijn/kaart/pincode/", card.my_card_pin, name="my_card_pin"),
    path("mijn/kaart/stop/", card.my_card_stop, name="my_card_stop"),
    path("weg/", leaving.quick_exit, name="quick_exit"),
]
_ACCOUNT = [
    path("mijn-account/", account.account, name="account"),
    path("mijn-account/rol/", roles.choose_role, name="choose_role"),
    path("mijn-account/toestellen/", account.usersessions_list, name="usersessions_list"),
    path("mijn-account/toestellen/<int:pk>/afmelden/", account.end_session, name="end_session"),
    path("mijn-account/toestellen/andere-afmelden/", account.end_other_sessions, name="end_other_sessions"),
    path("mijn-account/aanmelden/", account.mfa_index, name="mfa_index"),
    path("mijn-account/aanmelden/tweede-stap/", account.second_factor_start, name="second_factor"),
    path("mijn-account/aanmelden/wachtwoord/", account.password, name="password"),
    path("mijn-account/aanmelden/wachtwoord/weg/", account.password_remove, name="password_remove"),
    path("mijn-account/aanmelden/app/", account.mfa_activate_totp, name="mfa_activate_totp"),
    path("mijn-account/aanmelden/app/weg/", account.mfa_deactivate_totp, name="mfa_deactivate_totp"),
    path("mijn-account/aanmelden/sleutel/", account.mfa_add_webauthn, name="mfa_add_webauthn"),
    path("mijn-account/aanmelden/sleutels/", account.mfa_list_webauthn, name="mfa_list_webauthn"),
    path("mijn-account/aanmelden/sleutel/<int:pk>/naam/", account.mfa_edit_webauthn, name="mfa_edit_webauthn"),
    path("mijn-account/aanmelden/sleutel/<int:pk>/weg/", account.mfa_remove_webauthn, name="mfa_remove_webauthn"),
    path("mijn-account/aanmelden/herstelcodes/", account.mfa_view_recovery_codes, name="mfa_view_recovery_codes"),
    path("mijn-account/aanmelden/herstelcodes/nieuw/", account.mfa_generate_recovery_codes,
         name="mfa_generate_recovery_codes"),
    path("mijn-account/aanmelden/herstelcodes/bestand/", account.mfa_download_recovery_codes,
         name="mfa_download_recovery_codes"),
]  # fmt: skip
_ORGANISATION = [
    path("organisatie/", organisations.my_organisations, name="my_organisations"),
    path("organisatie/<uuid:public_id>/", organisations.organisation, name="organisation"),
    path("organisatie/<uuid:public_id>/gegevens/", organisations.organisation_edit, name="organisation_edit"),
    path("organisatie/<uuid:public_id>/sectoren/", organisations.sectors_add, name="sectors_add"),
    path("organisatie/<uuid:public_id>/sectoren/<int:pk>/einde/", organisations.sector_end, name="sector_end"),
    path("organisatie/<uuid:public_id>/uitnodigen/", members.member_invite, name="member_invite"),
    path("organisatie/<uuid:public_id>/uitnodiging/<uuid:pk>/opnieuw/", members.invitation_resend,
         name="invitation_resend"),
    path("organisatie/<uuid:public_id>/uitnodiging/<uuid:pk>/intrekken/", members.invitation_withdraw,
         name="invitation_withdraw"),
    path("organisatie/<uuid:public_id>/lid/<int:pk>/", members.membership_edit, name="membership_edit"),
    path("organisatie/<uuid:public_id>/lid/<int:pk>/diploma/", members.membership_training, name="membership_training"),
    path("organisatie/<uuid:public_id>/lid/<int:pk>/einde/", members.membership_end, name="membership_end"),
]  # fmt: skip
_ADMINISTRATION = [
    path("beheer/organisaties/", administration.organisation_list, name="organisation_list"),
    path("beheer/organisaties/nieuw/", administration.organisation_new, name="organisation_new"),
    path("beheer/organisaties/<uuid:public_id>/geschiedenis/", administration.organisation_history,
         name="organisation_history"),
    path("beheer/organisaties/<uuid:public_id>/afsluiten/", administration.organisation_close, name="organisation_close"),
    path("beheer/organisaties/<uuid:public_id>/openen/", administration.organisation_reopen, name="organisation_reopen"),
    path("beheer/mensen/", administration.person_list, name="person_list"),
    path("beheer/mensen/<int:pk>/", administration.person, name="person"),
    path("beheer/mensen/<int:pk>/gegevens/", administration.person_edit, name="person_edit"),
    path("beheer/mensen/<int:pk>/afsluiten/", administration.person_close, name="person_close"),
    path("beheer/mensen/<int:pk>/openen/", administration.person_reopen, name="person_reopen"),
]  # fmt: skip

urlpatterns = [*_LOGIN, *_LOCK, *_CARD, *_ACCOUNT, *_ORGANISATION, *_ADMINISTRATION]
