from wasl.services.referrals.models.referral import Referral
from wasl.services.referrals.models.share_consent import ShareConsent

__all__ = ["Referral", "ShareConsent"]
